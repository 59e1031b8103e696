@stage:reporting @needs:control @needs:clock @needs:mocking
Feature: Reports
  When a day is over, its payments are told in reports: what happened, what it cost, what is paid out. Accounting works
  with these, so they are asked for by period, type and account, and belong to nobody else.

  Nopan pages: REPORT, OAS, TOKEN

  Background:
    Given an organization of my own
    And a captured payment of 1000
    And 1 day passes

  @REP-01
  Scenario: The reports of a period are found
    When I search the reports
    Then it is accepted
    And the answer has:
      | totalCount                  |
      | files.0.reportId            |
      | files.0.name                |
      | files.0.reportType          |
      | files.0.organizationId      |
      | files.0.processingAccountId |
      | files.0.periodStart         |
      | files.0.periodEnd           |

  @REP-02 @REP-04
  Scenario Outline: I <search> and download what I found
    When I <search>
    Then the answer says:
      | files.0.reportType | <type> |
    When I download the report
    Then it is accepted

    Examples:
      | search                         | type                |
      | search the transaction details | TRANSACTION_DETAILS |
      | search the fee details         | FEE_DETAILS         |
      | search the bank addenda        | BANK_ADDENDUM       |
      | search the settlements         | SETTLEMENT          |
      | search the invoices            | INVOICE             |

  @REP-01
  Scenario: The reports of one processing account are found
    When I search the reports of my processing account
    Then it is accepted
    And the answer has:
      | files.0.reportId |

  @REP-07
  Scenario: A payment that went well is told once
    When I search the transaction details
    And I download the report
    Then 1 row of the report is about the payment

  @REP-03
  Scenario: A token for payments does not open the reports
    When I search the reports
    Then it is accepted
    When I search the reports with an access token for "payments:read payments:process"
    Then it is refused with status 403 and reason code "4971"

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
    Then it is refused with status 404 and reason code "5000"

  @REP-06
  Scenario: The report of another organization is not found
    When I search the reports
    Then it is accepted
    Given an organization of my own
    When I download the report
    Then it is refused with status 404 and reason code "5000"
