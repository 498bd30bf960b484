package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;

/**
 * What somebody wrote on a ticket; a private one only agents may read.
 *
 * @param attachment the name of a file that hangs on it, or null
 */
public record Comment(
    long id, long authorId, String body, boolean isPublic, String attachment, Instant createdAt) {}
