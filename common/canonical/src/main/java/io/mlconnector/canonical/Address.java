package io.mlconnector.canonical;

/** A postal address; {@code country} is ISO 3166-1 alpha-2 in upper case. */
public record Address(
    String line1, String line2, String city, String region, String postalCode, String country) {}
