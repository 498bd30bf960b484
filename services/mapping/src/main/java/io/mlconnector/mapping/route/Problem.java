package io.mlconnector.mapping.route;

/**
 * Something wrong with a document.
 *
 * @param field where, dotted, such as {@code fields.name}
 * @param message what is wrong and what to write instead
 */
public record Problem(String field, String message) {}
