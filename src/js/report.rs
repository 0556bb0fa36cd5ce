//! The report that ends a call: a list in the order of [`ReportField`]. Names in it would cost more than they explain.

use serde::ser::{Serialize, SerializeTuple, Serializer};
use wasm_bindgen::JsValue;

use crate::exchange::protocol::{ReportField, TargetField};
use crate::exchange::{Outcome, Refusal, Target, Verdict};

pub(super) struct Report {
    outcome: &'static str,
    reason: &'static str,
    status: u16,
    attempts: u32,
    message: Option<String>,
    code: Option<String>,
    targets: Vec<TargetReport>,
    part: &'static str,
}

struct TargetReport(Target);

impl Report {
    pub(super) fn of(verdict: Verdict, requested: &[String]) -> Self {
        let Verdict { outcome, reason, status, attempts, answer } = verdict;
        let answer = answer.unwrap_or_default();
        let targets = answer.post.map(|post| post.targets(requested)).unwrap_or_default();
        Self {
            outcome: outcome.name(),
            reason: reason.name(),
            status,
            attempts,
            message: answer.message,
            code: answer.code,
            targets: targets.into_iter().map(TargetReport).collect(),
            part: "",
        }
    }

    pub(super) fn into_js(self) -> JsValue {
        serde_wasm_bindgen::to_value(&self).unwrap_or(JsValue::UNDEFINED)
    }
}

impl From<Refusal> for Report {
    fn from(Refusal { code, place, name }: Refusal) -> Self {
        Self {
            outcome: Outcome::NotSent.name(),
            reason: "refused",
            status: 0,
            attempts: 0,
            message: Some(name),
            code: Some(code.into()),
            targets: Vec::new(),
            part: place.name(),
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
                ReportField::Targets => list.serialize_element(&self.targets)?,
                ReportField::Part => list.serialize_element(self.part)?,
            }
        }
        list.end()
    }
}

impl Serialize for TargetReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Target { part, asked, state } = &self.0;
        let mut list = serializer.serialize_tuple(TargetField::ALL.len())?;
        for field in TargetField::ALL {
            match field {
                TargetField::Answered => list.serialize_element(&(*part as u32))?,
                TargetField::Requested => list.serialize_element(&asked.map(|index| index as u32))?,
                TargetField::State => list.serialize_element(state.name())?,
            }
        }
        list.end()
    }
}
