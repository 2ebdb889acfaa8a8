"""The page 部门整体绩效目标."""
