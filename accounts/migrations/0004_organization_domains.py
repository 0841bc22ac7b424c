import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


def copy(apps, schema_editor):
    """Where two had the same, the first one keeps it."""
    organization = apps.get_model("accounts", "Organization")
    domain = apps.get_model("accounts", "MailDomain")
    domain.objects.bulk_create(
        (
            domain(organization=each, name=name.strip().lower())
            for each in organization.objects.order_by("pk")
            for name in each.domains
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_person_merge'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='organization',
            options={'ordering': ['name']},
        ),
        migrations.CreateModel(
            name='MailDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=253, unique=True, verbose_name='mail domain')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', django.db.models.functions.text.Lower('name'))), name='mail_domain_lower_case')],
            },
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='organization',
            name='domains',
        ),
        migrations.AlterField(
            model_name='maildomain',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='accounts.organization'),
        ),
    ]
