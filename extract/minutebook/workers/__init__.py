"""Documents are read in processes of their own, under limits; whatever one of them does costs that document alone."""
