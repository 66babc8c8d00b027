"""Relations between states: measures over records, arrays and tables, never over a store."""
