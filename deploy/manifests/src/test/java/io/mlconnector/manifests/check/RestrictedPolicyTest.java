package io.mlconnector.manifests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestrictedPolicyTest {

  private static final String DEPLOYMENT = "Deployment ml-connector-zendesk";

  @Test
  void whatIsShippedKeepsEveryControl() {
    assertThat(RestrictedPolicy.findings(Planted.nothing())).isEmpty();
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        pod("HostProcess", "securityContext: {windowsOptions: {hostProcess: true}}"),
        container("HostProcess", "securityContext: {windowsOptions: {hostProcess: true}}"),
        pod("Host Namespaces", "hostNetwork: true"),
        pod("Host Namespaces", "hostPID: true"),
        pod("Host Namespaces", "hostIPC: true"),
        container("Privileged Containers", "securityContext: {privileged: true}"),
        container("Capabilities", "securityContext: {capabilities: {add: [SYS_ADMIN]}}"),
        container("Capabilities", "securityContext: {capabilities: {drop: [NET_RAW]}}"),
        pod("HostPath Volumes", "volumes: [{name: host, hostPath: {path: /}}]"),
        container("Host Ports", "ports: [{containerPort: 8080, hostPort: 8080}]"),
        container(
            "Host Probes / Lifecycle Hooks",
            "livenessProbe: {httpGet: {host: 169.254.169.254, path: /, port: 80}}"),
        container(
            "Host Probes / Lifecycle Hooks",
            "lifecycle: {preStop: {tcpSocket: {host: 10.0.0.1, port: 80}}}"),
        pod("AppArmor", "securityContext: {appArmorProfile: {type: Unconfined}}"),
        pod("SELinux", "securityContext: {seLinuxOptions: {type: spc_t}}"),
        container("SELinux", "securityContext: {seLinuxOptions: {user: system_u}}"),
        container("/proc Mount Type", "securityContext: {procMount: Unmasked}"),
        pod("Seccomp", "securityContext: {seccompProfile: null}"),
        container("Seccomp", "securityContext: {seccompProfile: {type: Unconfined}}"),
        pod("Sysctls", "securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}]}"),
        pod("Volume Types", "volumes: [{name: nfs, nfs: {server: x, path: /}}]"),
        container("Privilege Escalation", "securityContext: {allowPrivilegeEscalation: null}"),
        container("Privilege Escalation", "securityContext: {allowPrivilegeEscalation: true}"),
        container("Running as Non-root", "securityContext: {runAsNonRoot: false}"),
        pod("Running as Non-root user", "securityContext: {runAsUser: 0}"));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void aPlantedViolationIsFound(String control, List<Resource> planted) {
    assertThat(RestrictedPolicy.findings(planted)).contains(DEPLOYMENT + ": " + control);
  }

  @Test
  void everyControlHasAPlantedViolation() {
    Set<String> controls =
        RestrictedPolicy.CONTROLS.stream()
            .map(RestrictedPolicy.Control::name)
            .collect(Collectors.toSet());

    assertThat(violations().map(each -> (String) each.get()[0]).collect(Collectors.toSet()))
        .isEqualTo(controls);
  }

  @Test
  void theOldAnnotationOfAppArmorCounts() {
    List<Resource> planted =
        Planted.in(
            DEPLOYMENT,
            "spec: {template: {metadata: {annotations: "
                + "{container.apparmor.security.beta.kubernetes.io/service: unconfined}}}}");

    assertThat(RestrictedPolicy.findings(planted)).containsExactly(DEPLOYMENT + ": AppArmor");
  }

  @Test
  void nonRootForThePodIsNotEnoughWhereAContainerSaysNothingAndThePodNeither() {
    List<Resource> planted =
        Planted.in(
            DEPLOYMENT,
            """
            spec:
              template:
                spec:
                  securityContext: {runAsNonRoot: null}
                  containers: {0: {securityContext: {runAsNonRoot: null}}}
            """);

    assertThat(RestrictedPolicy.findings(planted))
        .containsExactly(DEPLOYMENT + ": Running as Non-root");
  }

  private static Arguments pod(String control, String yaml) {
    return Arguments.of(
        control, Planted.in(DEPLOYMENT, "spec: {template: {spec: {" + yaml + "}}}"));
  }

  private static Arguments container(String control, String yaml) {
    return Arguments.of(
        control,
        Planted.in(DEPLOYMENT, "spec: {template: {spec: {containers: {0: {" + yaml + "}}}}}"));
  }
}
