package io.mlconnector.sandbox;

/**
 * What every simulated vendor is made from.
 *
 * @param clock shared by all
 * @param employees people of an HR system
 * @param suppliers vendors of the system that holds these people
 */
public record VendorContext(
    SandboxClock clock, Company company, long seed, int employees, int suppliers) {}
