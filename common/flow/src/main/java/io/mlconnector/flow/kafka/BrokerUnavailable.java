package io.mlconnector.flow.kafka;

/** The broker did not acknowledge in time; what was to be sent has to be sent again. */
public final class BrokerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokerUnavailable(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
