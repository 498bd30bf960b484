-- A database for every service; run once, when the volume is made.
CREATE DATABASE "mapping";
CREATE DATABASE "console";
CREATE DATABASE "oracle-fusion";
CREATE DATABASE "peoplesoft";
CREATE DATABASE "dynamics365";
CREATE DATABASE "jdedwards";
CREATE DATABASE "zendesk";
CREATE DATABASE "zoho-crm";
CREATE DATABASE "tableau";
