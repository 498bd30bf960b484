package io.mlconnector.platform.vendor.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.platform.vendor.FakeLease;
import io.mlconnector.platform.vendor.answer.Classifier;
import io.mlconnector.platform.vendor.answer.Redactor;
import io.mlconnector.platform.vendor.budget.Budgets;
import io.mlconnector.platform.vendor.budget.FakeTime;
import io.mlconnector.platform.vendor.budget.Pause;
import io.mlconnector.platform.vendor.budget.Pauses;
import io.mlconnector.platform.vendor.client.Call;
import io.mlconnector.platform.vendor.signin.CodeGrant;
import io.mlconnector.platform.vendor.signin.FakeTransport;
import io.mlconnector.platform.vendor.signin.Signature;
import io.mlconnector.platform.vendor.signin.Signer;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCallsTest {

  private final FakeTransport vendor = new FakeTransport();
  private final FakeTime time = new FakeTime();
  private final List<String> signing = new ArrayList<>();
  private boolean byPlace;
  private int current = 1;
  private String more = "";
  private SignedCalls calls = calls();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://v.example/x",
        "https://v.example:444/x",
        "https://v.example.evil.org/x",
        "https://other.example/x"
      })
  void aCredentialGoesNowhereElse(String url) {
    VendorFailure failure = catchThrowableOfType(VendorFailure.class, () -> calls.call(get(url)));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.sent()).isFalse();
    assertThat(vendor.requests).isEmpty();
    assertThat(signing).isEmpty();
  }

  @Test
  void theUsualPortMayBeLeftOutOrNot() {
    vendor.then(200, "{}").then(200, "{}");

    calls.call(get("https://v.example:443/x"));
    calls.call(get("https://V.EXAMPLE/x"));

    assertThat(vendor.requests).hasSize(2);
  }

  @Test
  void theSignatureReplacesWhatAnAdapterPutThere() {
    vendor.then(200, "{}");
    Request mine =
        new Request(
            "GET",
            URI.create("https://v.example/x"),
            List.of(new Request.Header("authorization", "mine")),
            null);

    calls.call(new Call(mine, "/x", true));

    assertThat(vendor.requests.get(0).headers())
        .containsExactly(new Request.Header("Authorization", "Bearer 1"));
  }

  @Test
  void aCredentialThatNoHeaderCanCarryIsGivenUpBeforeAnythingIsSent() {
    more = "\r\nX-Other: planted";

    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/x")));

    assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(signing).containsExactly("sign", "give up");
    assertThat(vendor.requests).isEmpty();
  }

  @Test
  void onlyA401IsRepeatedAndOnlyOnce() {
    vendor.then(401, "{}").then(401, "{}");

    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/x")));

    assertThat(failure).hasMessage("gave up");
    assertThat(signing).containsExactly("sign", "renew", "give up");
    assertThat(vendor.requests).hasSize(2);
  }

  @Test
  void aPlaceThatRefusesWhatOthersTakeIsLeftAloneWhereTheVendorIsLikeThat() {
    byPlace = true;
    calls = calls();
    vendor.then(200, "{}").then(401, "{}").then(401, "{}");
    calls.call(get("https://v.example/good"));
    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/bad")));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure).hasMessageContaining("lack the right to read /bad");
    assertThat(signing).containsExactly("sign", "sign", "renew").doesNotContain("give up");
    current = 2;
    vendor.then(401, "{}");
    catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/bad?x=1")));
    assertThat(signing).as("no sign-in for what is known").endsWith("sign");
    assertThat(vendor.requests).hasSize(4);
  }

  @Test
  void whereNoPlaceTakesTheTokenTheSessionIsOverForAll() {
    byPlace = true;
    calls = calls();
    vendor.then(401, "{}").then(401, "{}");

    catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/x")));

    assertThat(signing).containsExactly("sign", "renew", "give up");
  }

  @Test
  void anyOtherFailureIsNotTheSignaturesFault() {
    vendor.then(403, "{\"error\":\"NO_PERMISSION\"}");

    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/x")));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(signing).containsExactly("sign");
  }

  @Test
  void anAdapterCanReadTheDetailsOfARefusal() {
    vendor.then(422, "{\"error\":\"RecordInvalid\",\"details\":{\"name\":[{\"error\":\"Dup\"}]}}");

    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/x")));

    assertThat(failure.status()).isEqualTo(422);
    assertThat(failure.body().at("/details/name/0/error").asText()).isEqualTo("Dup");
  }

  @Test
  void aThrottledCallGivesItsPlaceBack() {
    vendor.then(429, "{}").then(200, "{}");
    catchThrowableOfType(VendorFailure.class, () -> calls.call(get("https://v.example/x")));

    calls.call(get("https://v.example/x"));

    assertThat(vendor.requests).hasSize(2);
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
  }

  private static Call get(String url) {
    return new Call(new Request("GET", URI.create(url), List.of(), null), "/x", true);
  }

  private SignedCalls calls() {
    Redactor redactor = new Redactor();
    CallMeters meters = new CallMeters("zd", new SimpleMeterRegistry());
    Budgets budgets =
        new Budgets(
            new Budgets.Terms(Limits.none(1), 1, 1, Duration.ofSeconds(30), Duration.ZERO),
            new NoPauses(),
            time,
            time,
            meters);
    MeteredCalls metered =
        new MeteredCalls(
            "zd",
            new FakeLease(),
            vendor,
            budgets,
            new Classifier(time, redactor),
            meters,
            new MeteredCalls.Limits(Duration.ofSeconds(60), Duration.ofSeconds(8)));
    return new SignedCalls(
        metered,
        new NotingSigner(),
        redactor,
        Set.of(Origin.of(URI.create("https://v.example"))),
        new NoProtection(),
        new Home(URI.create("https://v.example"), facts -> URI.create("https://v.example")),
        new PlaceRights(byPlace));
  }

  private static final class NoProtection implements Protection {
    @Override
    public <T> T call(boolean read, Class<T> type, Supplier<T> call) {
      return call.get();
    }
  }

  private static final class NoPauses implements Pauses {
    @Override
    public Optional<Pause> load() {
      return Optional.empty();
    }

    @Override
    public void save(Pause pause) {}
  }

  private final class NotingSigner implements Signer {
    @Override
    public Signature sign() {
      signing.add("sign");
      return signature(current);
    }

    @Override
    public Signature renew(Signature refused, VendorFailure failure) {
      signing.add("renew");
      return signature(2);
    }

    @Override
    public VendorFailure giveUp(Signature refused, VendorFailure failure) {
      signing.add("give up");
      return VendorFailure.unauthorized(401, "gave up");
    }

    @Override
    public void accepted(Signature signature) {}

    @Override
    public void tryAgain() {}

    @Override
    public void consented(CodeGrant grant) {}

    @Override
    public Map<String, String> facts() {
      return Map.of();
    }

    private Signature signature(int version) {
      return new Signature(version, "Authorization", new Secret("Bearer " + version + more));
    }
  }
}
