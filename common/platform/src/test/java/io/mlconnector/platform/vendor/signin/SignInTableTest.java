package io.mlconnector.platform.vendor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.DocumentBody;
import io.mlconnector.platform.vendor.FakeLease;
import io.mlconnector.platform.vendor.VendorProfile;
import io.mlconnector.platform.vendor.VendorSystem;
import io.mlconnector.platform.vendor.signin.SignInAges.Age;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(VendorProfile.class)
class SignInTableTest {

  private static final String ID = "sign-in-table";
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");

  @Inject SignInTable table;
  @Inject SignInAges ages;
  @Inject Connections connections;
  @Inject Transactions transactions;

  private final FakeLease lease = new FakeLease();
  private final SignInState state =
      SignInState.none("identity", "credentials")
          .with(
              "Authorization",
              new io.mlconnector.spi.Secret("Bearer planted"),
              NOW,
              NOW.plusSeconds(60),
              Map.of("site", "42"))
          .withRefresh(new io.mlconnector.spi.Secret("planted-fresh"));

  @BeforeEach
  void connect() {
    connections.create(
        new DocumentBody(
            CanonicalJson.text(
                Map.of(
                    "id",
                    ID,
                    "system",
                    VendorSystem.NAME,
                    "enabled",
                    false,
                    "baseUrl",
                    "https://v.example",
                    "auth",
                    Map.of("mode", "header", "token", "t"))),
            false));
  }

  @AfterEach
  void forget() {
    connections.delete(ID, null);
  }

  @Test
  void whatIsKeptIsThereForTheNextOwner() {
    table.of(ID, lease).save(state);

    assertThat(table.of(ID, new FakeLease()).load()).contains(state);
  }

  @Test
  void aFormerOwnerKeepsNothing() {
    table.of(ID, lease).save(state);
    lease.lost = true;

    assertThatThrownBy(() -> table.of(ID, lease).save(state.withBlocked("late")))
        .isInstanceOf(LeaseLost.class);

    assertThat(table.of(ID, lease).load()).contains(state);
  }

  @Test
  void nothingIsThereBeforeTheFirstSignInAndAfterTheConnectionWent() {
    assertThat(table.of(ID, lease).load()).isEmpty();
    table.of(ID, lease).save(state);
    connections.delete(ID, null);
    connect();

    assertThat(table.of(ID, lease).load()).isEmpty();
  }

  @Test
  void signInsAreCountedOnceEachAndForgottenAfterADay() {
    Instant now = Instant.now();
    SignInState yesterday = at(now.minus(Duration.ofHours(25)));
    SignInState morning = at(now.minus(Duration.ofHours(3)));
    SignInState newest = at(now.minusSeconds(60));

    for (SignInState each : List.of(yesterday, morning, newest, newest.until(now), newest)) {
      table.of(ID, lease).save(each);
    }
    table.of(ID, lease).save(newest.withoutToken());

    Age age = ages.all().get(ID);
    assertThat(age.inLastHour()).isEqualTo(1);
    assertThat(age.inLastDay()).isEqualTo(2);
    assertThat(age.obtained()).isCloseTo(newest.obtained(), within(1, ChronoUnit.MILLIS));
    assertThat(age.expires()).isNull();
    assertThat(
            transactions.<Long>inTransaction(
                sql ->
                    Query.number(
                        sql, "select count(*) from vendor_signed_in where connection = ?", ID)))
        .isEqualTo(2);
  }

  private SignInState at(Instant obtained) {
    return state.with(
        "Authorization",
        new io.mlconnector.spi.Secret("Bearer planted"),
        obtained,
        obtained.plusSeconds(7200),
        Map.of());
  }

  @Test
  void whatNoKeyOpensIsKeptUntilAPersonGivesACredentialAgain() {
    table.of(ID, lease).save(state);
    transactions.run(
        sql ->
            Query.update(
                sql,
                "update vendor_sign_in set sealed = set_byte(sealed, 1, 1 - get_byte(sealed, 1) %"
                    + " 2) where connection = ?",
                ID));
    assertThatThrownBy(() -> table.of(ID, lease).load())
        .isInstanceOf(CredentialUnavailable.class)
        .hasMessageContaining("The stored sign-in of connection " + ID)
        .hasMessageContaining("give the credential again");
    assertThat(table.trial(ID).load()).isEmpty();

    transactions.run(
        sql ->
            Query.update(
                sql,
                "insert into connection_secret (connection, field, sealed, entered)"
                    + " values (?, 'again', '', now() + interval '1 hour')",
                ID));

    assertThat(table.of(ID, lease).load()).isEmpty();
  }

  private byte[] kept() {
    return transactions.inTransaction(
        sql -> {
          try (ResultSet row =
              sql.createStatement()
                  .executeQuery(
                      "select sealed from vendor_sign_in where connection = '" + ID + "'")) {
            row.next();
            return row.getBytes(1);
          }
        });
  }
}
