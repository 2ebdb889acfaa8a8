"""The page 项目绩效目标: the list of projects and what adds up."""
