package io.mlconnector.sandbox;

/** What every simulated vendor is made from: the shared clock, the seeded company and the seed. */
public record VendorContext(SandboxClock clock, Company company, long seed) {}
