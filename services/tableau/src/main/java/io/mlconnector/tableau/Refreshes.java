package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.tableau.api.Items.Workbook;
import io.mlconnector.tableau.api.WorkbooksApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refreshes of workbooks that keep an extract of what was published. */
final class Refreshes {

  private final Site site;

  Refreshes(Site site) {
    this.site = site;
  }

  /** Starts them all; what could not be started is told, and is tried after the next publish. */
  List<String> start(List<String> names) {
    List<String> told = new ArrayList<>();
    for (String name : names) {
      one(name).ifPresent(told::add);
    }
    return told;
  }

  private Optional<String> one(String name) {
    try {
      List<Workbook> found = found(name);
      if (found.size() != 1) {
        return Optional.of(
            "Workbook %s is not refreshed: %s"
                .formatted(
                    name,
                    found.isEmpty()
                        ? "there is none that our user sees"
                        : "there are " + found.size() + " of that name"));
      }
      site.client(WorkbooksApi.class)
          .refresh(
              site.version(), site.id(), found.get(0).id(), JsonNodeFactory.instance.objectNode());
      return Optional.empty();
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.UNAUTHORIZED) {
        throw failure;
      }
      // The table is published; a refresh that did not begin is no reason to publish it again.
      return Optional.of("Workbook %s is not refreshed: %s".formatted(name, failure.getMessage()));
    }
  }

  private List<Workbook> found(String name) {
    return Pages.<Workbook>all(
            page -> {
              WorkbooksApi.Page answer =
                  site.client(WorkbooksApi.class)
                      .list(site.version(), site.id(), Pages.named(name), Pages.SIZE, page);
              return new Pages.Page<>(
                  answer.pagination(),
                  answer.workbooks() == null ? null : answer.workbooks().workbook());
            })
        .filter(book -> book.name().equals(name))
        .toList();
  }
}
