//! The report that ends a call: a list in the order of [`ReportField`]. Names in it would cost more than they explain.

use serde::ser::{Serialize, SerializeTuple, Serializer};
use wasm_bindgen::JsValue;

use crate::exchange::protocol::ReportField;
use crate::exchange::{CallResult, Outcome, RequestError, TargetState};

pub(super) struct Report {
    outcome: &'static str,
    reason: &'static str,
    status: u16,
    attempts: u32,
    message: Option<String>,
    code: Option<String>,
    states: Vec<&'static str>,
    argument: &'static str,
}

impl Report {
    pub(super) fn into_js(self) -> JsValue {
        serde_wasm_bindgen::to_value(&self).unwrap_or(JsValue::UNDEFINED)
    }
}

impl From<CallResult> for Report {
    fn from(CallResult { outcome, reason, status, attempts, body }: CallResult) -> Self {
        let body = body.unwrap_or_default();
        Self {
            outcome: outcome.name(),
            reason: reason.name(),
            status,
            attempts,
            message: body.message,
            code: body.code,
            states: body.post.iter().flat_map(|post| post.states().map(TargetState::name)).collect(),
            argument: "",
        }
    }
}

impl From<RequestError> for Report {
    fn from(RequestError { code, argument, name }: RequestError) -> Self {
        Self {
            outcome: Outcome::NotSent.name(),
            reason: "refused",
            status: 0,
            attempts: 0,
            message: Some(name),
            code: Some(code.into()),
            states: Vec::new(),
            argument: argument.name(),
        }
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_tuple(ReportField::ALL.len())?;
        for field in ReportField::ALL {
            match field {
                ReportField::Outcome => list.serialize_element(self.outcome)?,
                ReportField::Reason => list.serialize_element(self.reason)?,
                ReportField::Status => list.serialize_element(&self.status)?,
                ReportField::Attempts => list.serialize_element(&self.attempts)?,
                ReportField::Message => list.serialize_element(&self.message)?,
                ReportField::Code => list.serialize_element(&self.code)?,
                ReportField::States => list.serialize_element(&self.states)?,
                ReportField::Argument => list.serialize_element(self.argument)?,
            }
        }
        list.end()
    }
}
