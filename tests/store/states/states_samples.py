"""Small files of each kind, written for these tests: columns as the sources have them, contents invented."""

from __future__ import annotations

from types import MappingProxyType

SAMPLES = MappingProxyType(
    {
        "roll-calls": """rcid,session,importantvote,date,unres,amend,para,short,descr
1,40,0,1985-11-02,R/40/1,0,0,"TESTS","TO ADOPT, IN PART"
2,40,1,1985-12-09,R/40/2,0,0,"NAMES",A SECOND
3,46,0,1991-10-11,R/46/1,0,0,"BORDERS",A THIRD
""",
        "votes": """rcid,country,country_code,vote
1,United States,US,no
1,Russia,RU,yes
1,Côte d’Ivoire,CI,abstain
2,United States,US,yes
2,Yemen People's Republic,YD,yes
3,Germany,DE,yes
""",
        "vetoes": """year,date,month,draft,meeting_record,agenda_item,member_veto1,member_veto2,member_veto3
1955,12/13/1955,12,S/3502,S/PV.704,Admission,China,,
1986,1/30/1986,1,S/17769,S/PV.2642,Middle East,USA,UK,
""",
        "alliances": """ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul
2,20,1950,1,0,0,0,1
2,732,1991,1,0,0,0,1
365,710,1955,1,0,0,1,1
""",
        "transfers": """supplier,recipient,year,value,supplier_cown,recipient_cown
United States,South Korea,1991,412,2,732
France,Congo,1991,3,220,484
Soviet Union,Viet Minh (France)*,1952,7,365,220
""",
        "capabilities": """ccode,year,milex,milper,irst,pec,tpop,upop,cinc
2,1914,100,50,30,40,99,20,.2
200,1914,-9,40,20,10,45,15,.13
""",
        "sanctions": "caseid,startmonth,startday,startyear,endmonth,endday,endyear,sender1,sender2,sender3,sender4,sender5,"
        """primarysender,targetstate,institutionid,threat,imposition,sanctiontype,finaloutcome
1985010101,1,NA,1985,NA,NA,NA,2,200,NA,NA,NA,2,93,,1,1,"4 5",7
1992053001,5,30,1992,10,1,1996,NA,NA,NA,NA,NA,NA,345,4400,0,1,5,6
""",
        "disputes": """dispnum,ccode1,ccode2,year,sidea1,fatality,hiact1,hiact2,hostlev1,hostlev2
7,2,70,1920,1,0,3,0,2,1
7,70,2,1920,0,0,0,3,1,2
""",
        "contiguity": """ccode1,ccode2,conttype,stdate,enddate
2,20,1,1920-01-01,2016-12-01
2,40,4,1920-01-01,2016-12-01
""",
        "visits": """id,start,end,visitor,from_id,from,description
1,1990-06-01,1990-06-03,A. Guest,u-s-s-r,U.S.S.R.,"Met the host.
            A second line."
2,1992-02-01,,B. Guest,russia,Russia,Working visit.
""",
        "travels": """id,role,who,name,start,end,country_id,country,locale,remarks
1,president,x,C. Host,1991-07-30,1991-08-01,u-s-s-r,U.S.S.R.,Moscow,Talks.
2,secretary,y,D. Host,1995-11-01,1995-11-02,germany,Germany,Bonn,Talks.
""",
    }
)


def risk_sample() -> str:
    """Two months of the risk index, made from the importer's own list of columns."""
    from dragoman.store.states.risk import RISK

    rows = [
        ["2001-09-01", *["150.5"] * (len(RISK.takes) - 1)],
        ["1900-01-01", *[""] * 3, *["80"] * (len(RISK.takes) - 4)],
    ]
    return "\n".join([",".join(RISK.takes), *(",".join(row) for row in rows)]) + "\n"


def sample(name: str) -> str:
    """The sample of a kind."""
    return risk_sample() if name == "risk" else SAMPLES[name]
