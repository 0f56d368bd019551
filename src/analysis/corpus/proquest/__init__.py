"""ProQuest: exports as text and as spreadsheets."""
