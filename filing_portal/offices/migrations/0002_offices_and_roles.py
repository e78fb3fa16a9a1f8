"""The offices and roles that every database starts with; from here on both are data."""

from django.db import migrations

from filing_portal.offices.grants import grant

# Province code by GB/T 2260 (00 is the national office), official name, English name.
OFFICES = [
    ("00", "国家互联网信息办公室", "Cyberspace Administration of China"),
    ("11", "北京市互联网信息办公室", "Cyberspace Administration of Beijing"),
    ("12", "天津市互联网信息办公室", "Cyberspace Administration of Tianjin"),
    ("13", "河北省互联网信息办公室", "Cyberspace Administration of Hebei"),
    ("14", "山西省互联网信息办公室", "Cyberspace Administration of Shanxi"),
    ("15", "内蒙古自治区互联网信息办公室", "Cyberspace Administration of Inner Mongolia"),
    ("21", "辽宁省互联网信息办公室", "Cyberspace Administration of Liaoning"),
    ("22", "吉林省互联网信息办公室", "Cyberspace Administration of Jilin"),
    ("23", "黑龙江省互联网信息办公室", "Cyberspace Administration of Heilongjiang"),
    ("31", "上海市互联网信息办公室", "Cyberspace Administration of Shanghai"),
    ("32", "江苏省互联网信息办公室", "Cyberspace Administration of Jiangsu"),
    ("33", "浙江省互联网信息办公室", "Cyberspace Administration of Zhejiang"),
    ("34", "安徽省互联网信息办公室", "Cyberspace Administration of Anhui"),
    ("35", "福建省互联网信息办公室", "Cyberspace Administration of Fujian"),
    ("36", "江西省互联网信息办公室", "Cyberspace Administration of Jiangxi"),
    ("37", "山东省互联网信息办公室", "Cyberspace Administration of Shandong"),
    ("41", "河南省互联网信息办公室", "Cyberspace Administration of Henan"),
    ("42", "湖北省互联网信息办公室", "Cyberspace Administration of Hubei"),
    ("43", "湖南省互联网信息办公室", "Cyberspace Administration of Hunan"),
    ("44", "广东省互联网信息办公室", "Cyberspace Administration of Guangdong"),
    ("45", "广西壮族自治区互联网信息办公室", "Cyberspace Administration of Guangxi"),
    ("46", "海南省互联网信息办公室", "Cyberspace Administration of Hainan"),
    ("50", "重庆市互联网信息办公室", "Cyberspace Administration of Chongqing"),
    ("51", "四川省互联网信息办公室", "Cyberspace Administration of Sichuan"),
    ("52", "贵州省互联网信息办公室", "Cyberspace Administration of Guizhou"),
    ("53", "云南省互联网信息办公室", "Cyberspace Administration of Yunnan"),
    ("54", "西藏自治区互联网信息办公室", "Cyberspace Administration of Tibet"),
    ("61", "陕西省互联网信息办公室", "Cyberspace Administration of Shaanxi"),
    ("62", "甘肃省互联网信息办公室", "Cyberspace Administration of Gansu"),
    ("63", "青海省互联网信息办公室", "Cyberspace Administration of Qinghai"),
    ("64", "宁夏回族自治区互联网信息办公室", "Cyberspace Administration of Ningxia"),
    ("65", "新疆维吾尔自治区互联网信息办公室", "Cyberspace Administration of Xinjiang"),
]

# Code, name, English name. Nobody holds two of these duties: an officer has one role.
ROLES = [
    ("reviewer", "审核员", "Reviewer"),
    ("auditor", "审计员", "Auditor"),
    ("system_administrator", "系统管理员", "System administrator"),
]
READ = ["offices.view_officer", "offices.view_office", "offices.view_role"]


def ship(apps, schema_editor):
    Office, Role = apps.get_model("offices", "Office"), apps.get_model("offices", "Role")
    Office.objects.bulk_create(Office(code=code, name=name, name_en=name_en) for code, name, name_en in OFFICES)
    Role.objects.bulk_create(Role(code=code, name=name, name_en=name_en) for code, name, name_en in ROLES)


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial")]
    operations = [
        migrations.RunPython(ship, migrations.RunPython.noop),
        # Each noun grants the rights to its own rows in a migration of its own.
        grant(
            {
                "auditor": ["ledger.view_event", *READ],
                "system_administrator": [*READ, "offices.add_officer", "offices.change_officer"],
            }
        ),
    ]
