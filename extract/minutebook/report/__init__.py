"""The report: one page that a browser opens, with what the minutes of an archive say, made from its catalogue."""
