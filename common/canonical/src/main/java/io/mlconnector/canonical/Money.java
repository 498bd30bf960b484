package io.mlconnector.canonical;

import java.math.BigDecimal;

/** An amount with its ISO 4217 currency; the amount travels as text, so that no digit is lost. */
public record Money(BigDecimal amount, String currency) {}
