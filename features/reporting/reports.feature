@stage:reporting @needs:control @needs:clock
Feature: Reports
  When a day is over, its payments are told in reports: what happened, what it cost, what is paid out. Accounting works
  with these, so they are asked for by period, type and account, and belong to nobody else.

  Nopan pages: REPORT, OAS, TOKEN

  Background:
    Given an organization of my own
    And an approved payment of 1000
    And 1 day passes

  @REP-01 @needs:approval
  Scenario: The reports of a period are found
    When I search the reports
    Then it is accepted
    And the answer has:
      | files.0.reportId |

  @REP-09 @needs:approval
  Scenario: A report states its type, its name, its owner and its period
    When I search the reports
    Then the answer has:
      | totalCount                  |
      | files.0.name                |
      | files.0.reportType          |
      | files.0.organizationId      |
      | files.0.processingAccountId |
      | files.0.periodStart         |
      | files.0.periodEnd           |

  @REP-02 @REP-04 @needs:approval
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

  @REP-01 @needs:approval
  Scenario: The reports of one processing account are found
    When I search the reports of my processing account
    Then it is accepted
    And the answer has:
      | files.0.reportId |

  @REP-07 @needs:approval
  Scenario: A payment that went well is told once
    When I search the transaction details
    And I download the report
    Then 1 row of the report is about the payment

  @REP-07 @needs:mocking
  Scenario: A payment of which something went wrong is told twice
    Given an organization of my own
    And a captured payment of 1000
    And the refund will be DECLINED for the reason "1000"
    When I refund 400 of it
    And 1 day passes
    And I search the transaction details
    And I download the report
    Then 2 rows of the report are about the payment

  @REP-06 @needs:approval
  Scenario: The report of another organization is not found
    When I search the reports
    Then it is accepted
    Given an organization of my own
    When I download the report
    Then it is rejected with the error "unknownRoute"
