package io.mlconnector.flow.lease;

/** Who holds a lease, and where that replica can be reached by the others. */
public record Owner(String replica, String address, long fence) {}
