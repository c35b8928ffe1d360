"""A report put into its reader's own OneDrive, with their consent, by way of Teams (`teams-platform.md` 4)."""
