package io.mlconnector.mapping.record;

/**
 * A field of a vendor that records of an entity carry below {@code custom}.
 *
 * @param name as the vendor calls it
 * @param type the JSON type of its values, such as {@code string}; several are joined by "or"; any
 *     where all of them are null
 */
public record CustomField(String name, String type) {}
