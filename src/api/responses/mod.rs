//! What PostPeer answers, for the generators: the successful body of every operation and its declared failures.
//!
//! Nothing here is checked at run time: an answer that has grown a field, or lacks one, is still the answer. The types
//! of the package and the sandbox are made from these tables.

mod ai;
mod analytics;
mod apps;
mod comments;
mod connect;
mod envelope;
mod health;
mod media;
mod messages;
mod notifications;
mod pinterest;
mod platforms;
mod posts;
mod profiles;
mod scheduled;
mod tiktok;
mod usage;

use super::table::Object;
use envelope::{ERROR, FAILURE};

/// What an operation answers.
#[derive(Debug)]
pub struct Response {
    /// Name of the operation.
    pub operation: &'static str,
    /// Status of success.
    pub status: u16,
    /// Body of success; where there are several, any of them.
    pub body: &'static [&'static Object],
    /// Where success comes from: `spec`, or `docs` where the official schema declares none.
    pub source: &'static str,
    /// Body of the declared failures, where there are any. Each operation has one of two.
    pub error: Option<&'static Object>,
    /// Statuses of the declared failures. Others happen: 401 and 429, for two, are hardly ever declared.
    pub errors: &'static [u16],
}

impl Response {
    const fn new(operation: &'static str, status: u16, body: &'static [&'static Object]) -> Self {
        Self { operation, status, body, source: "spec", error: None, errors: &[] }
    }

    const fn or(mut self, error: &'static Object, errors: &'static [u16]) -> Self {
        self.error = Some(error);
        self.errors = errors;
        self
    }

    const fn documented(mut self) -> Self {
        self.source = "docs";
        self
    }
}

/// What each operation answers, in the order of [`super::operations::OPERATIONS`].
pub static RESPONSES: &[Response] = &[
    Response::new("health.check", 200, &[&health::HEALTH]),
    Response::new("health.verifyAccessKey", 200, &[&health::HEALTH]),
    Response::new("connect.linkedin.getSelection", 200, &[&connect::LINKEDIN_CHOICES]).or(&ERROR, &[404]),
    Response::new("connect.linkedin.submitSelection", 200, &[&connect::LINKEDIN_CONNECTED]).or(&ERROR, &[400, 404]),
    Response::new("connect.facebook.getSelection", 200, &[&connect::FACEBOOK_CHOICES]).or(&ERROR, &[404]),
    Response::new("connect.facebook.submitSelection", 200, &[&connect::FACEBOOK_CONNECTED]).or(&ERROR, &[400, 404]),
    Response::new("connect.getOAuthUrl", 200, &[&connect::OAUTH_URL]).or(&ERROR, &[500]),
    Response::new("connect.bluesky", 200, &[&connect::BLUESKY_CONNECTED]).documented().or(&ERROR, &[400, 401, 502]),
    Response::new("connect.integrations.list", 200, &[&connect::INTEGRATION_LIST]),
    Response::new("connect.integrations.get", 200, &[&connect::INTEGRATION_WITH_DETAILS]).or(&ERROR, &[404]),
    Response::new("connect.integrations.move", 200, &[&connect::INTEGRATION_MOVED]).or(&ERROR, &[400, 404, 409]),
    Response::new("connect.integrations.disconnect", 200, &[&envelope::DONE]).or(&ERROR, &[404]),
    Response::new("profiles.create", 201, &[&profiles::ONE]),
    Response::new("profiles.list", 200, &[&profiles::LIST]),
    Response::new("profiles.get", 200, &[&profiles::ONE]).or(&ERROR, &[400, 404]),
    Response::new("profiles.update", 200, &[&profiles::ONE]).or(&ERROR, &[400, 404]),
    Response::new("profiles.delete", 200, &[&envelope::DONE]).or(&ERROR, &[400, 404]),
    Response::new("apps.create", 201, &[&apps::ONE]).or(&ERROR, &[400, 409]),
    Response::new("apps.list", 200, &[&apps::LIST]),
    Response::new("apps.get", 200, &[&apps::ONE]).or(&ERROR, &[400, 404]),
    Response::new("apps.update", 200, &[&apps::ONE]).or(&ERROR, &[400, 404]),
    Response::new("apps.delete", 200, &[&envelope::DONE]).or(&ERROR, &[400, 404, 409]),
    Response::new("notifications.test", 200, &[&envelope::DONE]).or(&FAILURE, &[400]),
    Response::new("notifications.create", 201, &[&notifications::ONE]).or(&FAILURE, &[400]),
    Response::new("notifications.list", 200, &[&notifications::LIST]),
    Response::new("notifications.get", 200, &[&notifications::ONE]).or(&FAILURE, &[400, 404]),
    Response::new("notifications.update", 200, &[&notifications::ONE]).or(&FAILURE, &[400, 404]),
    Response::new("notifications.delete", 200, &[&envelope::DONE]).or(&FAILURE, &[400, 404]),
    Response::new("platforms.list", 200, &[&platforms::LIST]),
    Response::new("posts.create", 202, &[&posts::CREATED]).or(&FAILURE, &[400, 402, 403, 503]),
    Response::new("posts.list", 200, &[&posts::LIST]).or(&FAILURE, &[400]),
    Response::new("posts.get", 200, &[&posts::ONE]).or(&FAILURE, &[404]),
    Response::new("posts.delete", 200, &[&posts::DELETED]).or(&FAILURE, &[402, 404, 409]),
    Response::new("posts.scheduled.list", 200, &[&scheduled::LIST]),
    Response::new("posts.scheduled.cancel", 200, &[&envelope::DONE]).or(&FAILURE, &[404, 409]),
    Response::new("posts.scheduled.reschedule", 200, &[&scheduled::RESCHEDULED]).or(&FAILURE, &[404, 409, 503]),
    Response::new("posts.scheduled.edit", 200, &[&scheduled::EDITED]).or(&FAILURE, &[400, 402, 403, 404, 409, 503]),
    Response::new("media.upload", 200, &[&media::UPLOAD]).or(&FAILURE, &[400]),
    Response::new("analytics.get", 200, &[&analytics::ONE, &analytics::LIST]).or(&FAILURE, &[400, 402, 404]),
    Response::new("comments.list", 200, &[&comments::LIST]).or(&FAILURE, &[400, 404, 502]),
    Response::new("comments.create", 200, &[&comments::CREATED]).or(&FAILURE, &[400, 404, 502]),
    Response::new("comments.delete", 200, &[&envelope::SUCCESS]).or(&FAILURE, &[400, 404, 502]),
    Response::new("comments.hide", 200, &[&envelope::SUCCESS]).or(&FAILURE, &[400, 404, 502]),
    Response::new("messages.list", 200, &[&messages::CONVERSATIONS]).or(&FAILURE, &[400, 404, 502]),
    Response::new("messages.send", 200, &[&messages::SENT]).or(&FAILURE, &[400, 404, 502]),
    Response::new("messages.get", 200, &[&messages::MESSAGES]).or(&FAILURE, &[400, 404, 502]),
    Response::new("usage.get", 200, &[&usage::USAGE]).or(&FAILURE, &[400, 404]),
    Response::new("pinterest.getBoards", 200, &[&pinterest::BOARDS]).or(&ERROR, &[404, 502]),
    Response::new("tiktok.getCreatorInfo", 200, &[&tiktok::CREATOR_INFO_RESPONSE]).or(&ERROR, &[404, 502]),
    Response::new("ai.write", 200, &[&ai::CAPTION]).or(&FAILURE, &[402, 500, 503]),
    Response::new("ai.generateImage", 200, &[&ai::IMAGE]).or(&FAILURE, &[402, 500, 503]),
];

/// What the operation of this name answers.
pub fn of(operation: &str) -> Option<&'static Response> {
    RESPONSES.iter().find(|response| response.operation == operation)
}
