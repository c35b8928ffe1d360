"""Messages to people who are reached by email: partners outside the tenant, and whoever Teams cannot reach."""
