"""What one answer costs on a register with years behind it."""
