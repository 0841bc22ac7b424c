import email
import email.policy

from notifications.delivery import deliver_mails
from tests.notifications.team_events import hear


def read(file):
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


def test_each_mail_is_one_readable_file(agent, lead, happen, mails, folder):
    happen(to=hear(agent, lead), body="Grüße, 你好")
    deliver_mails([mail.pk for mail in mails()])

    files = sorted(folder.iterdir())
    assert len(files) == 2
    assert agent.email in files[0].name
    assert files[0].suffix == ".eml"
    message = read(files[0])
    assert "Grüße, 你好" in message.get_body(["plain"]).get_content()
    encodings = {part["Content-Transfer-Encoding"] for part in message.iter_parts()}
    assert encodings <= {"7bit", "8bit", "quoted-printable"}


def test_links_stand_in_the_file_unbroken(agent, team, happen, mails, folder):
    happen(to=hear(agent))
    deliver_mails([mail.pk for mail in mails()])

    [file] = folder.iterdir()
    assert f"https://help.example.com/teams/{team.pk}/\n" in file.read_text()


def test_second_attempt_overwrites_the_first(agent, happen, mails, folder):
    happen(to=hear(agent))
    [mail] = mails()
    deliver_mails([mail.pk])
    mail.state, mail.sent_at = "pending", None
    mail.save()
    deliver_mails([mail.pk])

    assert len(list(folder.iterdir())) == 1


def test_folder_that_cannot_be_written_defers_the_mail(agent, happen, mails, folder):
    folder.write_text("a file stands in its place")
    happen(to=hear(agent))
    deliver_mails([mail.pk for mail in mails()])

    [mail] = mails()
    assert (mail.state, mail.attempts) == ("pending", 1)
