package io.mlconnector.sandbox.fusion;

import java.util.List;
import java.util.Map;

/**
 * What differs from pod to pod, or what no source states for certain. The defaults are the strict
 * reading of the documentation.
 *
 * @param scope the only scope, beside {@code offline_access}, that the identity domain knows
 * @param tokenSeconds life of an access token
 * @param clientIsFusionUser false: the OAuth client is signed in but unknown to the pod, so every
 *     call is 401
 * @param refreshTokensRotate true: a refresh token serves once
 * @param redirectUris where consent may return to; a value that ends in * is a prefix
 * @param greatestFramework highest REST-Framework-Version that the pod allows, 1 to 9
 * @param dateLiterals how a date may be written in a row-match q
 * @param pageCeiling most rows of a page, whatever limit says
 * @param pageCeilings lower ceilings per resource
 * @param omitEmptyItems true: an empty page has no {@code items} at all
 * @param callsPerMinute beyond it calls get 429
 * @param retryAfter value of Retry-After on such a 429, null for none
 * @param withoutPrivilege resources that the account may not read
 * @param missingPrivilegeStatus how that is answered, 403 or (as some resources do) 401
 * @param notQueryable attributes such as {@code accounts.LastUpdateDate} that q refuses
 * @param noteTypes the values of the lookup of NoteTypeCode
 * @param attachmentCategories the categories that attachments of accounts and contacts may have
 * @param interactionNeeds the attributes without which no interaction is made
 * @param stampsFollowChildren whether LastUpdateDate of an invoice, an order or a journal batch
 *     moves when only a line of it changes; no source says
 * @param expandedChildren most rows of a child that come with its parent, from framework 3 on
 */
public record FusionSettings(
    String scope,
    int tokenSeconds,
    boolean clientIsFusionUser,
    boolean refreshTokensRotate,
    List<String> redirectUris,
    int greatestFramework,
    DateLiterals dateLiterals,
    int pageCeiling,
    Map<String, Integer> pageCeilings,
    boolean omitEmptyItems,
    int callsPerMinute,
    String retryAfter,
    List<String> withoutPrivilege,
    int missingPrivilegeStatus,
    List<String> notQueryable,
    List<String> noteTypes,
    List<String> attachmentCategories,
    List<String> interactionNeeds,
    Boolean stampsFollowChildren,
    Integer expandedChildren) {

  private static final int EXPANDED = 25;
  private static final List<String> CATEGORIES = List.of("MISC");
  private static final List<String> NEEDS =
      List.of("ChannelId", "ChannelTypeCd", "DirectionCd", "Description");

  /** How a date is written in a row-match expression. */
  public enum DateLiterals {
    QUOTED,
    UNQUOTED,
    EITHER
  }

  public FusionSettings {
    redirectUris = List.copyOf(redirectUris);
    pageCeilings = Map.copyOf(pageCeilings);
    withoutPrivilege = List.copyOf(withoutPrivilege);
    notQueryable = List.copyOf(notQueryable);
    noteTypes = noteTypes == null ? List.of("GENERAL") : List.copyOf(noteTypes);
    attachmentCategories =
        attachmentCategories == null ? CATEGORIES : List.copyOf(attachmentCategories);
    interactionNeeds = interactionNeeds == null ? NEEDS : List.copyOf(interactionNeeds);
    stampsFollowChildren = stampsFollowChildren == null || stampsFollowChildren;
    expandedChildren = expandedChildren == null ? EXPANDED : expandedChildren;
    require(expandedChildren >= 1, "expandedChildren: must be 1 or more");
    require(tokenSeconds > 0, "tokenSeconds: must be above 0");
    require(greatestFramework >= 1 && greatestFramework <= 9, "greatestFramework: 1 to 9");
    require(pageCeiling >= 1 && pageCeiling <= 500, "pageCeiling: must be 1 to 500");
    require(callsPerMinute > 0, "callsPerMinute: must be above 0");
    require(
        missingPrivilegeStatus == 401 || missingPrivilegeStatus == 403,
        "missingPrivilegeStatus: must be 401 or 403");
  }

  /** The settings of a pod that nobody changed. */
  public static FusionSettings standard() {
    return new FusionSettings(
        "urn:opc:resource:consumer::all",
        3600,
        true,
        true,
        List.of("http://127.0.0.1:*", "http://localhost:*"),
        9,
        DateLiterals.QUOTED,
        500,
        Map.of("contacts", 499, "payablesPayments", 499, "journalLines", 499),
        true,
        30_000,
        null,
        List.of(),
        403,
        List.of(),
        List.of("GENERAL", "SUPPORT"),
        CATEGORIES,
        NEEDS,
        true,
        EXPANDED);
  }

  int ceiling(ResourceType type) {
    return Math.min(pageCeiling, pageCeilings.getOrDefault(type.name(), pageCeiling));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
