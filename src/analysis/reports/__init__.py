"""Parameters → Papermill → HTML; and how numbers are put into tables and sentences."""
