package io.mlconnector.canonical;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A combination of segments to which journals are posted; schema {@code gl-account.v1.json}. */
public record GlAccount(
    String key,
    String account,
    String name,
    String type,
    Boolean enabled,
    Boolean postingAllowed,
    Boolean summary,
    Boolean reconciled,
    String chartOfAccounts,
    String category,
    String naturalAccount,
    String costCenter,
    String costCenterName,
    LocalDate startsOn,
    LocalDate endsOn,
    List<Segment> segments,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "gl-account";

  public GlAccount {
    segments = segments == null ? List.of() : List.copyOf(segments);
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
    custom = custom == null ? Map.of() : custom;
  }

  /** One segment of a combination; customers choose how many there are and what they mean. */
  public record Segment(String name, String value, String description) {}

  @Override
  public String entity() {
    return ENTITY;
  }

  /** Begins one, with nothing else known of it yet. */
  public static Builder builder(String key) {
    return new Builder(key);
  }

  /** Gathers what a source says; what it does not say stays null. */
  public static final class Builder {
    private final String key;
    private String account;
    private String name;
    private String type;
    private Boolean enabled;
    private Boolean postingAllowed;
    private Boolean summary;
    private Boolean reconciled;
    private String chartOfAccounts;
    private String category;
    private String naturalAccount;
    private String costCenter;
    private String costCenterName;
    private LocalDate startsOn;
    private LocalDate endsOn;
    private List<Segment> segments;
    private Map<String, Object> custom;
    private List<Gap> gaps;

    private Builder(String key) {
      this.key = key;
    }

    public Builder account(String account) {
      this.account = account;
      return this;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder type(String type) {
      this.type = type;
      return this;
    }

    public Builder enabled(Boolean enabled) {
      this.enabled = enabled;
      return this;
    }

    public Builder postingAllowed(Boolean postingAllowed) {
      this.postingAllowed = postingAllowed;
      return this;
    }

    public Builder summary(Boolean summary) {
      this.summary = summary;
      return this;
    }

    public Builder reconciled(Boolean reconciled) {
      this.reconciled = reconciled;
      return this;
    }

    public Builder chartOfAccounts(String chartOfAccounts) {
      this.chartOfAccounts = chartOfAccounts;
      return this;
    }

    public Builder category(String category) {
      this.category = category;
      return this;
    }

    public Builder naturalAccount(String naturalAccount) {
      this.naturalAccount = naturalAccount;
      return this;
    }

    public Builder costCenter(String costCenter) {
      this.costCenter = costCenter;
      return this;
    }

    public Builder costCenterName(String costCenterName) {
      this.costCenterName = costCenterName;
      return this;
    }

    public Builder startsOn(LocalDate startsOn) {
      this.startsOn = startsOn;
      return this;
    }

    public Builder endsOn(LocalDate endsOn) {
      this.endsOn = endsOn;
      return this;
    }

    public Builder segments(List<Segment> segments) {
      this.segments = segments;
      return this;
    }

    public Builder custom(Map<String, Object> custom) {
      this.custom = custom;
      return this;
    }

    public Builder gaps(List<Gap> gaps) {
      this.gaps = gaps;
      return this;
    }

    public GlAccount build() {
      return new GlAccount(
          key,
          account,
          name,
          type,
          enabled,
          postingAllowed,
          summary,
          reconciled,
          chartOfAccounts,
          category,
          naturalAccount,
          costCenter,
          costCenterName,
          startsOn,
          endsOn,
          segments,
          custom,
          gaps);
    }
  }
}
