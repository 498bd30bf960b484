package io.mlconnector.canonical;

import java.math.BigDecimal;

/**
 * What a customer owes us, in the currency of its account; amounts travel as text.
 *
 * @param open everything that is not paid yet
 * @param overdue the part of it that is due
 */
public record Receivables(BigDecimal open, BigDecimal overdue) {}
