@stage:reporting
Feature: Asking for reports
  Reports are asked for by their period, with an access token of their own: who may pay need not see the books.

  Nopan pages: REPORT, OAS, TOKEN

  @REP-01
  Scenario: The reports of the last month can be asked for
    When I search the reports
    Then it is accepted

  @REP-03
  Scenario: A token for payments does not open the reports
    When I search the reports
    Then it is accepted
    When I search the reports with an access token for "payments:read payments:process"
    Then it is refused with status 403 and reason code "4971"
    When I search the reports
    Then it is accepted

  @REP-05
  Scenario Outline: I <search> in vain
    When I <search>
    Then it is refused with status 400 and reason code "4000"

    Examples:
      | search                                                    |
      | search the reports since ever                             |
      | search the reports of a period that ends before it begins |

  @REP-06
  Scenario: A report that does not exist is not found
    When I download a report that does not exist
    Then it is rejected with the error "unknownRoute"
