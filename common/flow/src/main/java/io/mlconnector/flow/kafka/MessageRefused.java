package io.mlconnector.flow.kafka;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** One message cannot be sent, however often it is tried, such as one that is too large. */
public final class MessageRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Message refused;
  private final boolean wholeTopic;

  public MessageRefused(Message refused, Throwable cause) {
    super(
        "Topic %s takes no such message: %s".formatted(refused.topic(), cause.getMessage()), cause);
    this.refused = refused;
    this.wholeTopic =
        cause instanceof InvalidTopicException || cause instanceof TopicAuthorizationException;
  }

  /** The message; it may hold record contents, so it is not to be logged. */
  public Message refused() {
    return refused;
  }

  /** Whether the topic takes no message at all, so that others need not be tried. */
  public boolean wholeTopic() {
    return wholeTopic;
  }
}
