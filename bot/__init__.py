"""The edge: Teams, the web, the command line, the clock and the settings."""
