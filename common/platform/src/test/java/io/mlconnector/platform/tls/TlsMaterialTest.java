package io.mlconnector.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.tls.TestAuthority.Issued;
import io.mlconnector.spi.Secret;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people give as certificates and keys, right and wrong. */
class TlsMaterialTest {

  private static final TestAuthority ROOT = TestAuthority.named("Root of Acme");
  private static final TestAuthority MIDDLE = ROOT.below("Middle of Acme");
  private static final Issued OURS = MIDDLE.client("ml-connector");
  private static final Instant NOW = Instant.now();
  private static final Duration DAY = Duration.ofDays(1);

  /** Of OpenSSL, as it encrypts by default; opens by "open sesame". */
  private static final String ENCRYPTED =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAitQZTBdIz9WwICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAqiUN0Mib9u+r5Iad2k+CoEgZA6
      gEZVLf2G0L583l67+dgQ7ZxGQjXBL55ZLQUz+TiRmSARXCusukBKWlLBkCo+SzHz
      KLeWHjfrJappRPzxY1e05ux4CY/SahSnOIH1d6f2Bd4QFcoE5Grcav1FzWrSDIID
      eK3xFjgglKd2RjhF7aBNN4E5MBdNQ7fgYspQHuj6ZZBwB7IB2+zjiVYDIABJ+wI=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  /** The same with scrypt. */
  private static final String SCRYPT =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHkME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAh60PDpa+Q/mAICQAAC
      AQgCAQEwHQYJYIZIAWUDBAEqBBDDdyxfcOncLpAHzG9ZJQxmBIGQIWjWrfzbroTo
      r26ryyx2nibF1SeLqniaihMsYN/A0ZvT+mdPOmQSWYJdFv+ZqnPWJp/10JFWcxOp
      RvygeIcgLNdPHqp5SSIq+Mx4cwr43EkfJSse/XNcdMowiwQoYMKVpKL22fcmeov9
      uTIY6njJvkNbEsgS5d8Snyef1gAuVdqg/QBJxVM80W4bazKiS4Is
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  private final Map<String, String> problems = new TreeMap<>();

  @Test
  void aCertificateWithItsChainAndKeyIsTaken() {
    TlsMaterial material =
        read(ROOT.pem(), OURS.certificate() + MIDDLE.pem() + ROOT.pem(), OURS.key(), null);

    assertThat(problems).isEmpty();
    assertThat(material.own().chain()).hasSize(3);
    assertThat(material.authorities()).hasSize(1);
    assertThat(material.toString()).doesNotContain(lineOf(OURS.key()));
  }

  @Test
  void whatStandsBetweenBlocksAndHowLinesEndDoesNotMatter() {
    String pasted = OURS.key().replaceAll("\\R", "");
    String dumped = "Bag Attributes\r\n  friendlyName: ours\r\n" + OURS.certificate() + "\r\n";

    assertThat(read(null, dumped, pasted, null).own()).isNotNull();
  }

  @Test
  void keysOfTheUsualKindsAreTaken() throws Exception {
    for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

      assertThat(PemKey.in(TestAuthority.block("PRIVATE KEY", key.getEncoded())).read(null))
          .isEqualTo(key);
    }
  }

  @Test
  void anEncryptedKeyIsOpenedByItsPasswordAndByNoOther() {
    assertThat(PemKey.in(ENCRYPTED).read("open sesame".toCharArray()).getAlgorithm())
        .isEqualTo("EC");

    wrong("keyPassword", "does not open the key", null, OURS.certificate(), ENCRYPTED, "sesame");
    wrong("keyPassword", "is missing: the key is encr", null, OURS.certificate(), ENCRYPTED, null);
    wrong("key", "is not the key of", null, OURS.certificate(), ENCRYPTED, "open sesame");
  }

  @Test
  void aKeyThatIsEncryptedInAWayThatJavaDoesNotKnowIsToldHowToConvertIt() {
    wrong("key", "is encrypted in a way that is not", null, OURS.certificate(), SCRYPT, "x");
  }

  @Test
  void aPasswordForAKeyThatNeedsNoneIsLeftOut() {
    wrong("keyPassword", "is given, and the key is not", null, OURS.certificate(), OURS.key(), "x");
  }

  @Test
  void aTextThatIsNoPemIsToldWhatPemIs() {
    wrong("ca", "holds no certificate in PEM form", "hello", null, null, null);
    wrong("certificate", "holds no certificate in PEM form", null, "hello", null, null);
    wrong("key", "holds no private key in PEM form", null, OURS.certificate(), "hello", null);
  }

  @Test
  void aTextThatWasCopiedInPartIsToldSo() {
    String cut = ROOT.pem().substring(0, ROOT.pem().length() - 30);
    String torn = ROOT.pem().replace(lineOf(ROOT.pem()), lineOf(ROOT.pem()).substring(8));

    wrong("ca", "is cut off: copy the whole text", cut, null, null, null);
    wrong("ca", "its certificate 1 cannot be read", torn, null, null, null);
    wrong("ca", "is damaged", ROOT.pem().replace("M", "M="), null, null, null);
  }

  @Test
  void aKeyAmongCertificatesIsRefusedForItWouldBeStoredInClear() {
    String both = OURS.certificate() + OURS.key();

    wrong("certificate", "holds a private key beside", null, both, OURS.key(), null);
    wrong("ca", "holds a private key beside", both, null, null, null);
    wrong("key", "holds something beside the key", null, OURS.certificate(), both, null);
  }

  @Test
  void aKeyOfAnotherCertificateDoesNotFit() {
    wrong(
        "key",
        "is not the key of tls.certificate (ml-connector)",
        null,
        OURS.certificate(),
        MIDDLE.client("other").key(),
        null);
  }

  @Test
  void severalKeysAreCounted() {
    wrong(
        "key", "holds 2 keys", null, OURS.certificate(), OURS.key() + ROOT.client("x").key(), null);
  }

  @Test
  void aChainInTheWrongOrderIsToldTheRightOne() {
    wrong(
        "certificate",
        "is a chain in the wrong order: put our own certificate (ml-connector) first",
        null,
        MIDDLE.pem() + OURS.certificate(),
        OURS.key(),
        null);
    wrong(
        "certificate",
        "is a chain in the wrong order: Root of Acme did not sign ml-connector",
        null,
        OURS.certificate() + ROOT.pem() + MIDDLE.pem(),
        OURS.key(),
        null);
  }

  @Test
  void certificatesThatDoNotHoldNowAreNamedWithTheirDay() {
    Issued over = ROOT.client("over", NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY));
    Issued early = ROOT.client("early", NOW.plus(DAY), NOW.plus(DAY.multipliedBy(2)));

    wrong(
        "certificate",
        "the certificate of over ended on " + PemCertificates.day(NOW.minus(DAY)),
        null,
        over.certificate(),
        over.key(),
        null);
    wrong(
        "certificate",
        "the certificate of early holds only from",
        null,
        early.certificate(),
        early.key(),
        null);
    wrong("ca", "the certificate of over ended", over.certificate(), null, null, null);
  }

  @Test
  void aKeyOfAnOlderFormIsToldHowToConvertIt() {
    String old = OURS.key().replace("PRIVATE KEY", "RSA PRIVATE KEY");

    wrong("key", "is a key of the form RSA PRIVATE KEY", null, OURS.certificate(), old, null);
    assertThat(problems.get("key")).contains("openssl pkcs8 -topk8");
  }

  @Test
  void everythingIsSaidAtOnceAndNothingOfAKey() {
    read("hello", "hello", OURS.key().replace("A", "*"), null);

    assertThat(problems).containsOnlyKeys("ca", "certificate", "key");
    assertThat(problems.toString()).doesNotContain(lineOf(OURS.key()).substring(0, 10));
  }

  private void wrong(
      String field, String problem, String ca, String certificate, String key, String password) {
    problems.clear();

    assertThat(read(ca, certificate, key, password)).isNull();

    assertThat(problems).containsOnlyKeys(field);
    assertThat(problems.get(field)).startsWith(problem);
  }

  private TlsMaterial read(String ca, String certificate, String key, String password) {
    return TlsMaterial.read(
        new TlsMaterial.Texts(ca, certificate, secret(key), secret(password)),
        false,
        NOW,
        problems::put);
  }

  private static Secret secret(String text) {
    return text == null ? null : new Secret(text);
  }

  private static String lineOf(String pem) {
    return pem.lines().skip(1).findFirst().orElseThrow();
  }
}
