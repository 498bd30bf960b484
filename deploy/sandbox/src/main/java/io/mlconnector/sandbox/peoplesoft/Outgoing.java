package io.mlconnector.sandbox.peoplesoft;

/**
 * A message on its way out.
 *
 * @param id of the transaction
 * @param published when it was published, as its header says it
 */
record Outgoing(String id, Operation operation, String published, String body) {}
