"""Writers: records to files."""
