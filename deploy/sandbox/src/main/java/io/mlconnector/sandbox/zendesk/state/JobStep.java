package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One item of a job, kept as data so that a job outlives a restart.
 *
 * @param target names the record by {@code id} or {@code external_id}; empty for a new one
 * @param body what to write; empty for a deletion
 */
public record JobStep(Work work, ObjectNode target, ObjectNode body) {

  /** What an item does. */
  public enum Work {
    CREATE_ORGANIZATION,
    UPDATE_ORGANIZATION,
    DELETE_ORGANIZATION,
    CREATE_USER,
    UPDATE_USER,
    CREATE_OR_UPDATE_USER,
    CREATE_MEMBERSHIP,
    UPDATE_TICKET
  }

  /** An item that makes a record. */
  public static JobStep of(Work work, ObjectNode body) {
    return new JobStep(work, body.objectNode(), body);
  }
}
