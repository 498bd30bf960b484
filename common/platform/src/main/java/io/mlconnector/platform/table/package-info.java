/**
 * Tables that mirror their source in a target: which rows they have, what of that was published,
 * and how it is compared. What becomes of deliveries is said in {@code delivery}.
 */
package io.mlconnector.platform.table;
