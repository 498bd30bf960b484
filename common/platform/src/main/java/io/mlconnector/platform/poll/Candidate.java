package io.mlconnector.platform.poll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.RecordKey;
import java.util.List;

/**
 * One canonical record of a page, before it is known whether it differs from what was published.
 *
 * @param sourceKey the key of the vendor's record that it was made from
 */
record Candidate(
    String sourceKey, RecordKey record, ObjectNode data, byte[] hash, List<Gap> gaps) {}
