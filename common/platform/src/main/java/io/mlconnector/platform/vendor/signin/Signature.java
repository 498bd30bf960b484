package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Secret;

/**
 * What makes a call ours: one header.
 *
 * @param version raised by every sign-in, so that a 401 is not blamed on a newer one
 */
public record Signature(long version, String header, Secret value) {}
