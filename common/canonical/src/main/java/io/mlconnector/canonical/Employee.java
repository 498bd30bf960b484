package io.mlconnector.canonical;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A person who works for us, as HR knows them today; schema {@code employee.v1.json}.
 *
 * @param workerType employee, contingent or person-of-interest
 * @param terminatedOn the effective date of the end, in the source's calendar, also while it lies
 *     ahead; null while none is known
 * @param accessEndsAt from when on the person shall have no access; null while no end is known
 */
public record Employee(
    String key,
    String employeeNumber,
    String name,
    String firstName,
    String lastName,
    String status,
    String workerType,
    String email,
    String phone,
    String mobile,
    String jobTitle,
    String departmentKey,
    String department,
    String location,
    String company,
    String managerKey,
    LocalDate hiredOn,
    LocalDate terminatedOn,
    Instant accessEndsAt,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "employee";

  public Employee {
    custom = custom == null ? Map.of() : custom;
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  @Override
  public String entity() {
    return ENTITY;
  }

  /** Begins a record of that key, with nothing else known of it yet. */
  public static Builder builder(String key) {
    return new Builder(key);
  }

  /** Gathers what a source says; what it does not say stays null. */
  public static final class Builder {
    private final String key;
    private String employeeNumber;
    private String name;
    private String firstName;
    private String lastName;
    private String status;
    private String workerType;
    private String email;
    private String phone;
    private String mobile;
    private String jobTitle;
    private String departmentKey;
    private String department;
    private String location;
    private String company;
    private String managerKey;
    private LocalDate hiredOn;
    private LocalDate terminatedOn;
    private Instant accessEndsAt;
    private Map<String, Object> custom;
    private List<Gap> gaps;

    private Builder(String key) {
      this.key = key;
    }

    public Builder employeeNumber(String employeeNumber) {
      this.employeeNumber = employeeNumber;
      return this;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder firstName(String firstName) {
      this.firstName = firstName;
      return this;
    }

    public Builder lastName(String lastName) {
      this.lastName = lastName;
      return this;
    }

    public Builder status(String status) {
      this.status = status;
      return this;
    }

    public Builder workerType(String workerType) {
      this.workerType = workerType;
      return this;
    }

    public Builder email(String email) {
      this.email = email;
      return this;
    }

    public Builder phone(String phone) {
      this.phone = phone;
      return this;
    }

    public Builder mobile(String mobile) {
      this.mobile = mobile;
      return this;
    }

    public Builder jobTitle(String jobTitle) {
      this.jobTitle = jobTitle;
      return this;
    }

    public Builder departmentKey(String departmentKey) {
      this.departmentKey = departmentKey;
      return this;
    }

    public Builder department(String department) {
      this.department = department;
      return this;
    }

    public Builder location(String location) {
      this.location = location;
      return this;
    }

    public Builder company(String company) {
      this.company = company;
      return this;
    }

    public Builder managerKey(String managerKey) {
      this.managerKey = managerKey;
      return this;
    }

    public Builder hiredOn(LocalDate hiredOn) {
      this.hiredOn = hiredOn;
      return this;
    }

    public Builder terminatedOn(LocalDate terminatedOn) {
      this.terminatedOn = terminatedOn;
      return this;
    }

    public Builder accessEndsAt(Instant accessEndsAt) {
      this.accessEndsAt = accessEndsAt;
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

    public Employee build() {
      return new Employee(
          key,
          employeeNumber,
          name,
          firstName,
          lastName,
          status,
          workerType,
          email,
          phone,
          mobile,
          jobTitle,
          departmentKey,
          department,
          location,
          company,
          managerKey,
          hiredOn,
          terminatedOn,
          accessEndsAt,
          custom,
          gaps);
    }
  }
}
