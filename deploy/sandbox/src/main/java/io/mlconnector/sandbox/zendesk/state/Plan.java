package io.mlconnector.sandbox.zendesk.state;

/** What was bought, and how many requests a minute the whole account may make: vendor sheet A6. */
public enum Plan {
  ESSENTIAL(10),
  TEAM(200),
  GROWTH(400),
  PROFESSIONAL(400),
  ENTERPRISE(700),
  ENTERPRISE_PLUS(2500);

  private static final int HIGH_VOLUME = 2500;

  private final int perMinute;

  Plan(int perMinute) {
    this.perMinute = perMinute;
  }

  public int perMinute(boolean highVolume) {
    return highVolume ? Math.max(HIGH_VOLUME, perMinute) : perMinute;
  }
}
