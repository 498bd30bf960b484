package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;

/** A mail that the vendor sent to a person to verify an address; ERP-driven writes cause none. */
public record VerificationMail(long userId, String address, Instant at) {}
