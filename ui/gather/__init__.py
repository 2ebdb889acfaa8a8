"""The wizard 汇总: choose files, read them, look over what differs, take it all in one step."""
