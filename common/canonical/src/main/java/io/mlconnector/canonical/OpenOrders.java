package io.mlconnector.canonical;

/**
 * What a customer has ordered and not all been given.
 *
 * @param count how many orders are open
 * @param value what they come to; null where the source tells no amount, or in several currencies
 */
public record OpenOrders(int count, Money value) {}
