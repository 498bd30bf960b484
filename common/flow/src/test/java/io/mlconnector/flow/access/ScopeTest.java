package io.mlconnector.flow.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final Scope TWO = Scope.parse("fusion-prod, zendesk-prod");

  @Test
  void whatConcernsTwoConnectionsIsSeenByWhoeverSeesBoth() {
    assertThat(TWO.sees("fusion-prod", "zendesk-prod")).isTrue();
    assertThat(TWO.sees("fusion-prod", "zoho")).isFalse();
    assertThat(TWO.seesRef("zendesk-prod|user|fusion-prod|customer|1")).isTrue();
    assertThat(TWO.seesRef("zendesk-prod|user|zoho|customer|1")).isFalse();
    assertThat(TWO.seesRef("zoho|user|fusion-prod|customer|1")).isFalse();
    assertThat(TWO.seesRecord("fusion-prod|customer|1")).isTrue();
    assertThat(TWO.seesRecord("zoho|customer|1")).isFalse();
  }

  @Test
  void whatCannotBeReadIsSeenByWhoeverSeesAll() {
    assertThat(TWO.seesRef("fusion-prod")).isFalse();
    assertThat(TWO.seesRecord("fusion-prod")).isFalse();
    assertThat(Scope.ALL.seesRef("fusion-prod")).isTrue();
  }

  @Test
  void anEmptyScopeIsNoneAndAStarIsAll() {
    assertThat(Scope.parse("")).isEqualTo(Scope.NONE);
    assertThat(Scope.NONE.sees("fusion-prod")).isFalse();
    assertThat(Scope.parse("fusion-prod,*").isAll()).isTrue();
    assertThat(Scope.parse(TWO.text())).isEqualTo(TWO);
  }

  @Test
  void aStatementsConditionNamesTheConnectionsAndNothingThatCouldEndTheText() {
    assertThat(TWO.condition("connection", "source"))
        .isEqualTo(
            "connection in ('fusion-prod', 'zendesk-prod') and source in ('fusion-prod',"
                + " 'zendesk-prod')");
    assertThat(Scope.of(List.of("x') or true --", "Zendesk", "a")).condition("c"))
        .isEqualTo("c in ('a')");
    assertThat(TWO.refs("ref"))
        .isEqualTo(
            "(ref >= 'fusion-prod|' and ref < 'fusion-prod}' or ref >= 'zendesk-prod|' and ref <"
                + " 'zendesk-prod}') and split_part(ref, '|', 3) in ('fusion-prod',"
                + " 'zendesk-prod')");
    assertThat(Scope.ALL.refs("ref")).isEqualTo("true");
    assertThat(Scope.NONE.refs("ref")).isEqualTo("false");
    assertThat(Scope.ALL.condition("c")).isEqualTo("true");
    assertThat(Scope.NONE.condition("c")).isEqualTo("false");
  }
}
