//! `usage`: credits used and left.

use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, Form, Type};

pub(super) const GET: Operation = Operation::new("usage.get", Method::Get, "/v1/usage/")
    .scope(Scope::Usage)
    .query(&[
        Field::optional("profileId", Type::TEXT, "spec", "Only this profile. Not together with `integrationId`."),
        Field::optional("integrationId", Type::TEXT, "spec", "Only this account. Not together with `profileId`."),
        Field::optional("from", Type::form(Form::Month), "spec", "First month of the history, `YYYY-MM`."),
        Field::optional("to", Type::form(Form::Month), "spec", "Last month of the history, `YYYY-MM`."),
    ])
    .doc("Credits used, month by month and platform by platform; for the whole project also the balance.");
