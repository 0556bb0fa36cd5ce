//! `usage`: credits used and left.

use super::envelope::{COUNT, DATE_TIME, FAILURE, SUCCEEDED, always, maybe};
use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, List, Object, StringFormat, Type};

static BY_PLATFORM: Object =
    Object::open("UsageByPlatform", &[]).rest(COUNT).doc("Credits by the name of the platform.");

static MONTH: Object = Object::open(
    "UsageMonth",
    &[
        always("year", Type::INTEGER, "The year."),
        always("month", Type::integer(1.0, 12.0), "The month, 1 to 12."),
        always("count", COUNT, "Credits used in it."),
        always("platform", Type::Object(&BY_PLATFORM), "The same, platform by platform."),
    ],
)
.doc("Credits used in a month.");

static MONTHLY: Object = Object::open(
    "MonthlyCredits",
    &[
        always("limit", Type::INTEGER, "Credits that the plan gives in a cycle."),
        always("used", Type::INTEGER, "Used in this cycle."),
        always("remaining", Type::INTEGER, "Left in this cycle."),
        always("cycleStart", DATE_TIME, "When the cycle began."),
        always("cycleEnd", DATE_TIME, "When the next one begins."),
    ],
)
.doc("Credits of the plan.");

static PURCHASED: Object = Object::open(
    "PurchasedCredits",
    &[
        always("total", Type::INTEGER, "Credits bought. They do not expire."),
        always("used", Type::INTEGER, "Used of them."),
        always("remaining", Type::INTEGER, "Left of them."),
    ],
)
.doc("Credits bought once.");

static BALANCE: Object = Object::open(
    "Balance",
    &[
        always("monthly", Type::Object(&MONTHLY), "Credits of the plan."),
        always("purchased", Type::Object(&PURCHASED), "Credits bought once."),
    ],
)
.doc("Credits left.");

static USAGE: Object = Object::open(
    "UsageResponse",
    &[
        SUCCEEDED,
        always("totalUsage", COUNT, "Credits used since the beginning."),
        always("usage", Type::List(&List::of(Type::Object(&MONTH))), "Month by month, oldest first."),
        maybe("balance", Type::Object(&BALANCE), "Credits left. Only for the whole project, without a filter."),
    ],
)
.doc("Credits used and left.");

/// The operations of `usage`.
pub(super) static OPERATIONS: &[Operation] = &[Operation::new("usage.get", Method::Get, "/v1/usage/")
    .scope(Scope::Usage)
    .query(&[
        Field::optional("profileId", Type::TEXT, "spec", "Only this profile. Not together with `integrationId`."),
        Field::optional("integrationId", Type::TEXT, "spec", "Only this account. Not together with `profileId`."),
        Field::optional("from", Type::form(StringFormat::Month), "spec", "First month of the history, `YYYY-MM`."),
        Field::optional("to", Type::form(StringFormat::Month), "spec", "Last month of the history, `YYYY-MM`."),
    ])
    .response(200, &[&USAGE])
    .errors(&FAILURE, &[400, 404])
    .doc("Credits used, month by month and platform by platform; for the whole project also the balance.")];
