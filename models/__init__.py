"""What was learned: the numbers of confidence. There is no trained pipeline yet: every record comes from the rules."""
